import {diffConfigs} from '../../source/domain/config/diff.ts';
import type {JsonObject} from '../../source/domain/json.ts';
import type {Draft} from '../../source/store/drafts.ts';
import {buildTarget} from './build-state.ts';

/** An edit of the machine of `buildTarget` that changes its image and the value of a secret. */
export const buildDraft = (
	given: Partial<Draft> = {},
	before: JsonObject = {image: 'nginx', env: {API_TOKEN: 'old-secret'}},
	config: JsonObject = {image: 'nginx:2', env: {API_TOKEN: 'new-secret'}},
): Draft => ({
	target: buildTarget(),
	instanceId: '01JMXW0000000000000000000A',
	config,
	changes: diffConfigs(before, config),
	warnings: [],
	origin: {kind: 'edit', path: '/edits/1/148e123456abcd.jsonc'},
	...given,
});
