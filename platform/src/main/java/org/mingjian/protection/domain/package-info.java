@NullMarked
package org.mingjian.protection.domain;

import org.jspecify.annotations.NullMarked;
