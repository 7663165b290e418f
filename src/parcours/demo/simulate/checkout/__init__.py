"""The checkout: four steps, field by field, with the places where people give up."""

from parcours.demo.simulate.checkout.passage import Checkout, Passed

__all__ = ["Checkout", "Passed"]
