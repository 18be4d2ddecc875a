@NullMarked
package org.mingjian.document.domain;

import org.jspecify.annotations.NullMarked;
