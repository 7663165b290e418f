"""Money: integers in minor units, with the digits of their own currency."""
