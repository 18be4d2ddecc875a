package org.mingjian.tender;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/**
 * What a 招标公告 says beside the {@link Terms}; its text is rendered from both and from nothing else.
 *
 * @param media where it appears: {@code cebpubservice}, {@code provincialService} or the name of another medium (G-T27)
 * @param obtaining how the tender documents are obtained; the platform's own way when left out
 * @param documentPrice 招标文件售价 per set; free when left out
 * @param submission how bids are submitted; online on this platform when left out
 * @param openingPlace where they are opened; the online hall when left out
 * @param tenderer whom to ask at the tenderer's
 * @param agency whom to ask at the agency's, if there is one
 * @param remarks anything else
 */
public record Notice(
        List<String> media,
        String obtaining,
        Money documentPrice,
        String submission,
        String openingPlace,
        Contact tenderer,
        @Nullable Contact agency,
        @Nullable String remarks) {

    /** A person, a telephone, an address, an electronic mail address (数据规范 503 asks the tenderer's). */
    public record Contact(
            String name,
            String phone,
            @Nullable String address,
            @Nullable String email) {}

    /** What the platform knows is not asked. */
    public Notice {
        media = media == null ? List.of() : List.copyOf(media);
        obtaining = Objects.requireNonNullElse(obtaining, "登录本平台，在线获取招标文件");
        documentPrice = Objects.requireNonNullElseGet(documentPrice, () -> Money.of("0"));
        submission = Objects.requireNonNullElse(submission, "通过本平台在线递交加密的电子投标文件");
        openingPlace = Objects.requireNonNullElse(openingPlace, "本平台网上开标大厅");
    }
}
