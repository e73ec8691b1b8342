// The studio's table: its parts are wired by being imported.
import "./keys.js";
import "./remarks.js";
