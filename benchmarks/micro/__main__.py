"""`python -m benchmarks.micro`: all fixed work; at present the line (`benchmarks.micro.line`)."""

from benchmarks.micro.line import main

raise SystemExit(main())
