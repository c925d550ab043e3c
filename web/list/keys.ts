interface Cell {
  row: number;
  column: number;
}

/** Where a key leads from a cell (ARIA Authoring Practices, grid; Home and End go to the ends of the list). Undefined: nowhere. */
export function moved(
  { key, altKey, metaKey }: { key: string; altKey: boolean; metaKey: boolean },
  { row, column }: Cell,
  { rows, columns, pageRows }: { rows: number; columns: number; pageRows: number },
): Cell | undefined {
  if (altKey || metaKey || rows === 0) return undefined;
  const inRows = (to: number) => ({ row: Math.min(Math.max(to, 0), rows - 1), column });
  const inColumns = (to: number) => ({ row, column: Math.min(Math.max(to, 0), columns - 1) });
  switch (key) {
    case 'ArrowDown':
      return inRows(row + 1);
    case 'ArrowUp':
      return inRows(row - 1);
    case 'PageDown':
      return inRows(row + pageRows);
    case 'PageUp':
      return inRows(row - pageRows);
    case 'Home':
      return inRows(0);
    case 'End':
      return inRows(rows - 1);
    case 'ArrowRight':
      return inColumns(column + 1);
    case 'ArrowLeft':
      return inColumns(column - 1);
    default:
      return undefined;
  }
}
