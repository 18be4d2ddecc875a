package org.mingjian.draw;

import java.util.List;

/** The module that asked for a draw; it is told in the transaction in which the draw is decided. */
public interface DrawFollower {

    DrawPurpose purpose();

    /** @param taken what was drawn at once, lot by lot in the order drawn */
    void drawn(DrawView draw, List<Taken> taken);
}
