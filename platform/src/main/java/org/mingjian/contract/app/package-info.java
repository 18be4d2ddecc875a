@NullMarked
package org.mingjian.contract.app;

import org.jspecify.annotations.NullMarked;
