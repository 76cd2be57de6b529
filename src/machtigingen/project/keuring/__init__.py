"""Can this configuration start, and is it safe enough for real patients?

`feiten` says what there is to know of a machine, `waarnemen` looks, `regels` judges without looking, `startproeven`
tries what a start needs. What they find is a `Bevinding`.
"""

from machtigingen.project.keuring.bevinding import Bevinding, Ernst

__all__ = ["Bevinding", "Ernst"]
