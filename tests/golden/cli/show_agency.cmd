gouji sweep testdata/sources.csv --out result --quiet
gouji show 柏溪县人民政府 --from result | head -8
gouji show 无此机关 --from result
