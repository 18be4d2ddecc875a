package org.mingjian.tender;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mingjian.kernel.Refusal;

/**
 * 能否参加: asked at the moment of the act, never earlier and never kept. Every registry that can bar an organisation by a
 * lawful decision offers its own as a bean.
 */
public interface Standings {

    /** What the organisation is about to do. */
    enum Act {
        TENDER("进场登记"),
        REGISTER("获取招标文件"),
        BID("递交投标文件"),
        AWARD("被确定为中标人"),
        EVALUATE("参加评标");

        private final String title;

        Act(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** @return the decision that bars it, as a refusal; empty when it is free */
    Optional<Refusal> bar(UUID organisation, Act act);

    /**
     * A decision that bars somebody of this name. Two people may share a name, so it is a warning to look, no refusal.
     *
     * @param ofThisOrganisation true when the decision counts the person among this organisation's
     */
    record NamedBar(boolean ofThisOrganisation, Refusal decision) {}

    /** Decisions that bar people of a name that an opened bid carries, such as its leader; the bidder's own first. */
    default List<NamedBar> barsOfNamed(String name, UUID organisation, Act act) {
        return List.of();
    }

    /** The accounts of all people whom decisions bar now. */
    default Set<UUID> barredPersons(Act act) {
        return Set.of();
    }

    /** @return the decision that bars the person behind an account, such as an expert; empty when free */
    default Optional<Refusal> barOfPerson(UUID account, Act act) {
        return Optional.empty();
    }
}
