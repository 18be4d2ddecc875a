@NullMarked
package org.mingjian.tender.app;

import org.jspecify.annotations.NullMarked;
