@NullMarked
package org.mingjian.portal.domain;

import org.jspecify.annotations.NullMarked;
