// What the queue shows, apart from how: rows, cursor and selection by id, kept through every live update.

/** Rows in the server's order, with those of `held` that the server no longer names left where they stood. */
export function merged(before, answer, held) {
  const named = new Set(answer.map((row) => row.alert_id));
  const rows = [...answer];
  before.forEach((row, i) => {
    if (named.has(row.alert_id) || !held.has(row.alert_id)) return;
    let at = 0;
    for (let k = i - 1; k >= 0; k--) {
      const neighbour = rows.findIndex((one) => one.alert_id === before[k].alert_id);
      if (neighbour >= 0) {
        at = neighbour + 1;
        break;
      }
    }
    rows.splice(at, 0, { ...row, gone: true });
  });
  return rows;
}

/** The lines that the cursor walks over: heads of groups as {head}, alerts as {row}. */
export function lines(rows, groups, unfolded) {
  if (!groups) return rows.map((row) => ({ id: row.alert_id, row }));
  return groups.flatMap((group) => [
    { id: 'group:' + group.key, head: group },
    ...(unfolded.has(group.key) ? (group.rows ?? []).map((row) => ({ id: row.alert_id, row, group })) : []),
  ]);
}

/** Where the cursor goes when its line is taken away: the next line that stays, else the one before. */
export function heir(all, id, leaving) {
  const at = all.findIndex((line) => line.id === id);
  if (at < 0) return null;
  const stays = (line) => !leaving.has(line.id);
  return (all.slice(at).find(stays) ?? all.slice(0, at).reverse().find(stays))?.id ?? null;
}

/** Runs a change of the page so that the line with the cursor, or the first in sight, stays where it is on the screen. */
export async function anchored(root, cursor, change) {
  const find = (id) => (id === null ? null : root.querySelector('[data-line="' + CSS.escape(id) + '"]'));
  const inSight = (el) => {
    const box = el.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  };
  let anchor = find(cursor);
  if (anchor && !inSight(anchor)) anchor = null;
  if (!anchor && (cursor !== null || window.scrollY > 200)) anchor = [...root.querySelectorAll('[data-line]')].find(inSight) ?? null;
  const id = anchor?.dataset.line ?? null;
  const before = anchor?.getBoundingClientRect().top ?? 0;
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  await change();
  const after = find(id);
  if (after) window.scrollBy({ top: after.getBoundingClientRect().top - before, behavior: 'instant' });
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
}
