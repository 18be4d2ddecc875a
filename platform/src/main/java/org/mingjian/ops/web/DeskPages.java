package org.mingjian.ops.web;

import jakarta.servlet.http.HttpServletResponse;
import org.mingjian.kernel.Open;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The workbench's one page, for every address inside it: the script reads the address and shows the right screen.
 * The page itself says nothing secret and needs no login; what it shows it asks from the interface, which decides.
 * Names with a dot are files and are served as such.
 */
@Controller
class DeskPages {

    /** Scripts only from our own files: nothing written into a page can run. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; "
            + "frame-src 'self' blob:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Open("工作台页面本身不含业务数据")
    @GetMapping({"/desk", "/desk/", "/desk/{page:[^.]+}", "/desk/{page:(?!assets$)[^.]+}/{*rest}"})
    String page(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        // The page names its scripts by digest: it must be asked anew after every upgrade, they never.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        return "forward:/desk/index.html";
    }
}
