"""How loops over arrays are compiled and where the machine code is kept."""
