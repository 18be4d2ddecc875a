package org.mingjian.watch.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Known;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** RFC 9457 answers of the filters, which stand before everything else. */
@Component
class Refusing {

    static final String BASIS = "GB/T 22239-2019 8.1.4.4；平台安全策略";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final JsonMapper json;

    Refusing(JsonMapper json) {
        this.json = json;
    }

    /** @param seconds after which to ask again */
    void tooMany(HttpServletResponse response, long seconds, String detail) throws IOException {
        response.setHeader("Retry-After", Long.toString(seconds));
        answer(response, 429, "请求过于频繁", "TOO_MANY_REQUESTS", detail + "，请在 " + seconds + " 秒后再试");
    }

    void slowed(HttpServletResponse response, long seconds, Barrier barrier) throws IOException {
        tooMany(
                response,
                seconds,
                words(barrier) + "被限速至 " + MINUTE.format(barrier.span().until()) + "，理由：" + barrier.reason());
    }

    void shut(HttpServletResponse response, Barrier barrier) throws IOException {
        answer(
                response,
                403,
                "已被封禁",
                "SHUT_OUT",
                words(barrier) + "被封禁至 " + MINUTE.format(barrier.span().until()) + "，理由：" + barrier.reason()
                        + "。本次请求没有办理，已留痕；如影响投标、开标等有时限的事项，请立即联系交易中心申请解除");
    }

    private static String words(Barrier barrier) {
        return barrier.target() == Barrier.Target.ACCOUNT ? "本账户" : "本地址";
    }

    void attack(HttpServletResponse response, Known rule) throws IOException {
        answer(response, 400, "请求未予受理", "ATTACK_REFUSED", rule.title() + "：" + rule.reason());
    }

    private void answer(HttpServletResponse response, int status, String title, String code, String detail)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("code", code);
        problem.put("basis", BASIS);
        problem.put("detail", detail);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
