package org.mingjian.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * 平台层级 (国家—省—市): whose node this is. Provinces and cities trade; the nation's node gathers what they publish and
 * trades nothing itself (国家平台系统运行). What a data folder was begun as, it stays: its facts, codes and keys say so.
 */
public enum Tier {
    NATION("国家级"),
    PROVINCE("省级"),
    CITY("市级");

    private static final String FILE = "tier";

    private final String title;

    Tier(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Whether tenders are run here, with bids, openings and evaluations. */
    public boolean trades() {
        return this != NATION;
    }

    /** As after {@code --tier}. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The tier of a data folder; recorded there at the first start.
     *
     * @param asked what {@code --tier} says; empty for what the folder is, {@link #PROVINCE} when it is new
     */
    public static Tier of(DataFolder data, String asked) {
        Path file = data.path().resolve(FILE);
        try {
            String known = Files.exists(file) ? Files.readString(file).strip() : "";
            Tier tier = parse(asked.isEmpty() ? known.isEmpty() ? PROVINCE.option() : known : asked);
            if (known.isEmpty()) {
                Files.writeString(file, tier.option() + "\n");
            } else if (!known.equals(tier.option())) {
                throw new StartRefused("The data folder " + data.path() + " belongs to a platform of tier " + known
                        + ": start it with --tier " + known + ", or choose another folder with --data.");
            }
            return tier;
        } catch (IOException e) {
            throw new StartRefused("Cannot use " + file + " (" + e.getMessage() + "): make it writable.", e);
        }
    }

    private static Tier parse(String text) {
        for (Tier tier : values()) {
            if (tier.option().equals(text)) {
                return tier;
            }
        }
        throw new StartRefused("--tier " + text + ": give nation, province or city.");
    }
}
