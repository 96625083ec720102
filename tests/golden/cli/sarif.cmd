# SARIF holds to the schema, with and without a baseline; JUnit is well-formed.
python3 -c 'import jsonschema' 2>/dev/null || { echo "no python3-jsonschema" >&2; exit 77; }
gouji check testdata/sites/boxi/education --rules T02 --format ndjson >before
gouji baseline write testdata/sites/boxi/education --rules T02 --out known
printf '[stated]\nrule = V01\nreason = told the public\nauthor = A <B>\nexpires = 2999-12-31\n' >accepted
gouji check testdata/sites testdata/refused --format sarif --fail-on never >plain.sarif
gouji check testdata/sites/boxi --baseline known --accept accepted --format sarif --lang zh \
	--fail-on never >compared.sarif
python3 - "$GJ_GOLDEN_DIR/sarif/sarif-2.1.0-rtm.5.json" plain.sarif compared.sarif <<'END'
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
validator = jsonschema.validators.validator_for(schema)(schema)
for name in sys.argv[2:]:
    log = json.load(open(name))
    for error in validator.iter_errors(log):
        print(name, error.message, list(error.absolute_path))
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["partialFingerprints"]["gouji/v1"]) == 32
    print(name, len(run["results"]), sorted({r.get("baselineState", "-") for r in run["results"]}),
          sum("suppressions" in r for r in run["results"]))
END
gouji check testdata/sites testdata/refused --accept accepted --format junit --fail-on never >junit.xml
python3 - <<'END'
import xml.etree.ElementTree as tree
suites = tree.parse("junit.xml").getroot()
print(len(suites), len(suites.findall(".//testcase")) > 1000, len(suites.findall(".//failure")),
      len(suites.findall(".//system-out")), len(suites.findall(".//skipped")) > 0)
END
