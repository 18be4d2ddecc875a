@NullMarked
package org.mingjian.pki.domain;

import org.jspecify.annotations.NullMarked;
