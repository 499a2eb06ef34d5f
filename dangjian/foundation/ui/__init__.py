"""The look: five page shapes, their parts, styles and scripts. Knows no business."""
