# Each target makes its own environment. `make` alone lists them.
PYTHON ?= python3

.PHONY: help demo demo-once demo-reset test proof bench lint lock

help:
	@echo "make demo         start de demo: portaal, softwarepakket en verzonnen gegevens; Ctrl-C stopt"
	@echo "make demo-once    doe de hele weg één keer, zonder browser"
	@echo "make demo-reset   gooi de gegevens van de demo weg"
	@echo "make test         alle controles en tests"
	@echo "make proof        de zware tests en de eigenschappen voluit; schrijft docs/bewijs/"
	@echo "make bench        wat kost een bericht, en waaraan; als verhoudingen naast elkaar"
	@echo "make lint         alleen stijl, importregels, typen en wat een programma schreef"
	@echo "make lock         werk de vastgelegde versies van de afhankelijkheden bij"

demo:
	@$(PYTHON) demo.py

demo-once:
	@$(PYTHON) demo.py --once

demo-reset:
	@$(PYTHON) demo.py --reset

test:
	@$(PYTHON) tools/check.py $(ARGS)

proof:
	@$(PYTHON) tools/check.py --proof $(ARGS)

bench:
	@$(PYTHON) tools/check.py --bench

lint:
	@$(PYTHON) tools/check.py --lint

lock:
	@$(PYTHON) tools/lock
