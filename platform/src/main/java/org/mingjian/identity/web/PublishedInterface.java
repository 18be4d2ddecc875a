package org.mingjian.identity.web;

import org.mingjian.identity.Caller;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** {@code /v3/api-docs} for whoever writes a client: who calls is known by the session and is no parameter. */
@Configuration(proxyBeanMethods = false)
class PublishedInterface {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }
}
