@NullMarked
package org.mingjian.cosigner.domain;

import org.jspecify.annotations.NullMarked;
