/** Endpoints of the pool. */
@NullMarked
package org.mingjian.expert.web;

import org.jspecify.annotations.NullMarked;
