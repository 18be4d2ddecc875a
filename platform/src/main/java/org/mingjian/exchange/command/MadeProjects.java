package org.mingjian.exchange.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;

/** Construction projects as the nation gets them: every dataset of the family once, parents first, each project new. */
public final class MadeProjects {

    private static final String CODE = "E1401000001000001";

    private final List<Dataset> datasets;
    private final SampleRecords samples;

    public MadeProjects(Specification version) {
        this.samples = new SampleRecords(version);
        this.datasets = version.datasets().values().stream()
                .filter(dataset -> dataset.number().compareTo("500") >= 0
                        && dataset.number().compareTo("517") <= 0
                        && dataset.number().length() == 3)
                .toList();
    }

    /** Records of one project. */
    public int each() {
        return datasets.size();
    }

    /** @param channel 1 live, 2 history and test */
    public List<DataRecord> project(int serial, int channel) {
        List<DataRecord> records = new ArrayList<>(datasets.size());
        datasets.forEach(dataset -> records.add(record(dataset, serial, channel)));
        return records;
    }

    private DataRecord record(Dataset dataset, int serial, int channel) {
        DataRecord sample = samples.of(dataset, serial);
        String code = CODE.substring(0, 8) + String.format("%09d", serial);
        Map<String, String> fields = new LinkedHashMap<>();
        sample.fields().forEach((name, value) -> {
            String own = value.replace(CODE, code);
            fields.put(name, name.endsWith("PROJECT_NAME") || name.equals("BID_SECTION_NAME") ? own + serial : own);
        });
        return new DataRecord(
                sample.dataset(),
                sample.table(),
                sample.key(),
                sample.op(),
                channel,
                sample.sender(),
                fields,
                sample.withheld());
    }
}
