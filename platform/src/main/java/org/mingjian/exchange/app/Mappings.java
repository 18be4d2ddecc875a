package org.mingjian.exchange.app;

import java.nio.file.Path;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.exchange.store.MappingFiles;
import org.mingjian.ops.DataFolder;
import org.mingjian.spec.Specifications;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mapping of this platform, read once at start. */
@Component
class Mappings {

    private final Mapping mapping;

    Mappings(Specifications specifications, DataFolder data, @Value("${mingjian.exchange.codes:}") String configured) {
        Path codes = configured.isEmpty() ? data.folder("exchange").resolve("codes.yaml") : Path.of(configured);
        this.mapping = MappingFiles.read(specifications.national(), codes);
    }

    Mapping mapping() {
        return mapping;
    }
}
