#!/bin/sh
# What the pipeline of every service runs. The standards come from the organisation's package index, at the version that the
# pipeline pins, so that a service can neither change them nor fall behind; here they lie beside the service.
set -eu
cd "$(dirname "$0")/service"
python -m pip install --quiet ../standards        # acme-standards==1.4.0
vibe-audit check --output sarif=vibe-audit.sarif
