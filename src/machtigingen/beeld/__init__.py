"""What kind of file is this, and how does a picture become one that may be kept? Bytes in, bytes out.

Powers: every picture is written anew, upright, no larger than a person needs and without what came along with it: the
place where it was taken, the camera, what was glued behind it. Limits: a PDF stays as it came, and nothing here looks
for a virus. Pictures are read in a process of their own, that knows nothing and may be killed: what reads them is a lot
of C, and who sends them may be anybody.
"""

from machtigingen.beeld.soorten import MEDIATYPEN, WORDT, Bestandssoort, soort_van
from machtigingen.beeld.werkplaats import Beeldfout, Bezet, TeLaat, bereid, miniatuur

__all__ = ["MEDIATYPEN", "WORDT", "Beeldfout", "Bestandssoort", "Bezet", "TeLaat", "bereid", "miniatuur", "soort_van"]
