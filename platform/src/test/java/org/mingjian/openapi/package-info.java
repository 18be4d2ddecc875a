/** The JSON interface as an OpenAPI document, and that the front end's copy has not drifted. */
@NullMarked
package org.mingjian.openapi;

import org.jspecify.annotations.NullMarked;
