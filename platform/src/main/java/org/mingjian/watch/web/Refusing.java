package org.mingjian.watch.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingjian.ops.StrictHeaders;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Known;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** RFC 9457 answers of the filters, which stand before everything else. */
@Component
class Refusing {

    static final String BASIS = "GB/T 22239-2019 8.1.4.4；平台安全策略";

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final JsonMapper json;

    Refusing(JsonMapper json) {
        this.json = json;
    }

    /** @param seconds after which to ask again */
    void tooMany(HttpServletRequest request, HttpServletResponse response, long seconds, String detail)
            throws IOException {
        response.setHeader("Retry-After", Long.toString(seconds));
        answer(request, response, new Said(429, "请求过于频繁", "TOO_MANY_REQUESTS", detail + "，请在 " + seconds + " 秒后再试"));
    }

    void slowed(HttpServletRequest request, HttpServletResponse response, long seconds, Barrier barrier)
            throws IOException {
        tooMany(
                request,
                response,
                seconds,
                words(barrier) + "被限速至 " + MINUTE.format(barrier.span().until()) + "，理由：" + barrier.reason());
    }

    void shut(HttpServletRequest request, HttpServletResponse response, Barrier barrier) throws IOException {
        String detail = words(barrier) + "被封禁至 " + MINUTE.format(barrier.span().until()) + "，理由：" + barrier.reason()
                + "。本次请求没有办理，已留痕；如影响投标、开标等有时限的事项，请立即联系交易中心申请解除";
        answer(request, response, new Said(403, "已被封禁", "SHUT_OUT", detail));
    }

    private static String words(Barrier barrier) {
        return barrier.target() == Barrier.Target.ACCOUNT ? "本账户" : "本地址";
    }

    void attack(HttpServletRequest request, HttpServletResponse response, Known rule) throws IOException {
        answer(request, response, new Said(400, "请求未予受理", "ATTACK_REFUSED", rule.title() + "：" + rule.reason()));
    }

    private record Said(int status, String title, String code, String detail) {}

    /** A program is answered in JSON, a person who opened a page is answered by one. */
    private void answer(HttpServletRequest request, HttpServletResponse response, Said said) throws IOException {
        response.setStatus(said.status());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        StrictHeaders.write(request, response, POLICY);
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("text/html")) {
            response.setContentType("text/html;charset=UTF-8");
            response.getOutputStream().write(page(said).getBytes(StandardCharsets.UTF_8));
            return;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", said.title());
        problem.put("status", said.status());
        problem.put("code", said.code());
        problem.put("basis", BASIS);
        problem.put("detail", said.detail());
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    /** No template and no file: this must also stand when the platform has too much to do. */
    private static String page(Said said) {
        return """
                <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" \
                content="width=device-width"><title>%1$s</title><style>body{font:16px/1.7 sans-serif;max-width:36em;\
                margin:15vh auto;padding:0 16px;color:#1d2733}h1{font-size:1.4em}p.q{color:#5b6672}</style></head>\
                <body><h1>%1$s</h1><p>%2$s。</p><p class="q">依据：%3$s　%4$s</p></body></html>
                """.formatted(
                        HtmlUtils.htmlEscape(said.title()), HtmlUtils.htmlEscape(said.detail()), BASIS, said.code());
    }
}
