"""``python -m parcours.cli``."""

from parcours.cli import main

if __name__ == "__main__":
    main()
