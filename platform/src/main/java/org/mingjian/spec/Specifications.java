package org.mingjian.spec;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Every version of the data specification 数据规范; read once at start, never changed. */
public interface Specifications {

    /** In the order of their dates. */
    List<Specification> versions();

    Optional<Specification> find(String version);

    /** The version that the nation checks by: its fields and no province's. */
    Specification national();

    /** The national version in force on a day. */
    Specification nationalOn(LocalDate day);

    /** Every named check, in the order of the catalogue. */
    List<CheckRule> checks();

    /** The checks of a version. */
    Checks checksOf(Specification version);

    /** What has to be seen beside other records. */
    CrossChecks crossChecks();
}
