/** SQL of the schema evaluation, and the catalogue of rejections. */
@NullMarked
package org.mingjian.evaluation.store;

import org.jspecify.annotations.NullMarked;
