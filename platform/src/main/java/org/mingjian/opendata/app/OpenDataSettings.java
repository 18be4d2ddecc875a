package org.mingjian.opendata.app;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How the data is published.
 *
 * @see <a href="https://standard.open-contracting.org/1.1/en/guidance/build/#register-your-ocid-prefix">ocid prefix</a>
 */
@Component
public class OpenDataSettings {

    private final String prefix;
    private final String licence;
    private final String address;

    /**
     * @param prefix {@code ocds-} and six letters or digits; the given one is a placeholder, not registered
     * @param licence address of the licence
     * @param address where the public reaches this site; empty: files carry no links to documents
     */
    OpenDataSettings(
            @Value("${mingjian.opendata.prefix:ocds-000000}") String prefix,
            @Value("${mingjian.opendata.licence:https://creativecommons.org/licenses/by/4.0/}") String licence,
            @Value("${mingjian.portal.address:}") String address) {
        if (!prefix.matches("ocds-[a-z0-9]{6}")) {
            throw new IllegalArgumentException("mingjian.opendata.prefix must be ocds- and six letters or digits");
        }
        this.prefix = prefix;
        this.licence = licence;
        this.address = address;
    }

    public String prefix() {
        return prefix;
    }

    public String licence() {
        return licence;
    }

    public String address() {
        return address;
    }
}
