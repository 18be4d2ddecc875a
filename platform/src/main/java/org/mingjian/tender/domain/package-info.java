@NullMarked
package org.mingjian.tender.domain;

import org.jspecify.annotations.NullMarked;
