package org.mingjian.exchange.web;

import org.mingjian.exchange.app.Node;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.Sight;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.springframework.stereotype.Component;

/** How far a caller sees with a permission, and what a question may hold. */
@Component
class Sights {

    private final Node node;

    Sights(Node node) {
        this.node = node;
    }

    Sight of(Caller caller, Permission permission) {
        return Sight.of(caller.reach(permission), node.region());
    }

    Sight reading(Caller caller) {
        return of(caller, Permission.EXCHANGE_READ);
    }

    static String text(String typed) {
        String plain = typed.replaceAll("[^0-9A-Za-z*.-]", "");
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }

    /** {@code *} any source, empty this platform's own. */
    static String source(String typed) {
        return typed.equals("*") ? typed : typed.replaceAll("[^0-9A-Z]", "");
    }

    static String book(String typed) {
        return typed.equals(Lane.TEST.book()) ? typed : Lane.LIVE.book();
    }

    static int page(int page) {
        return Math.clamp(page, 0, 1_000_000);
    }

    static int size(int size) {
        return Math.clamp(size, 1, 100);
    }
}
