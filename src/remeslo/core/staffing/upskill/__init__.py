"""Who learns what, where and when, so that every duty has somebody who may teach it; and what that costs."""
