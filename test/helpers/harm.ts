import type {Effect} from '../../source/commands/command.ts';

/** What only looks, or is done to the screen or to flydeck's own files. */
const harmless: ReadonlySet<Effect['type']> = new Set([
	'copy',
	'copy-curl',
	'copy-command',
	'wait',
	'read-metadata',
	'save-file',
	'read-regions',
	'load-versions',
	'compare',
	'choose-apps',
	'read-changes',
	'save-view',
	'steer-replay',
	'refresh',
	'repaint',
	'suspend-job',
	'quit',
]);

/** What would change something, of what a key leads to; besides what only looks, `harmlessHere` counts as nothing. */
export const harmOf = (effects: readonly Effect[], harmlessHere: readonly Effect['type'][] = []): readonly Effect[] =>
	effects.filter(({type}) => !harmless.has(type) && !harmlessHere.includes(type));
