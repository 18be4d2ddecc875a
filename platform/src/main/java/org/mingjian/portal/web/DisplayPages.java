package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import org.mingjian.kernel.Open;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 大字版: one switch, kept in a cookie, without script. */
@Controller
class DisplayPages {

    @Open("公开门户：大字版开关，只改访客自己的显示")
    @PostMapping("/display")
    ResponseEntity<Void> display(
            @RequestParam(defaultValue = "") String size,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request) {
        boolean large = size.equals("large");
        ResponseCookie cookie = ResponseCookie.from(Ask.LARGE, large ? "1" : "0")
                .path("/")
                .maxAge(Duration.ofDays(365))
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Set-Cookie", cookie.toString())
                .location(URI.create(isOurs(back) ? back : "/"))
                .build();
    }

    /** An address of this site and nothing that leads elsewhere. */
    private static boolean isOurs(String back) {
        return back.matches("/([\\w\\-.~%/?&=+:@!$'()*,;]*)") && !back.startsWith("//");
    }
}
