import {describe, expect, test} from 'vitest';
import {cloneOf} from '../../../source/domain/config/clone.ts';
import type {JsonObject} from '../../../source/domain/json.ts';

describe('a clone', () => {
	test.each<[string, JsonObject, JsonObject, readonly (string | RegExp)[]]>([
		['gets everything of a plain config', {image: 'nginx', env: {API_TOKEN: 'x'}}, {image: 'nginx', env: {API_TOKEN: 'x'}}, []],
		[
			'does not stand by',
			{image: 'nginx', standbys: ['m1', 'm2']},
			{image: 'nginx'},
			[/stands by for m1, m2; the clone does not, and runs/],
		],
		['keeps empty standbys', {image: 'nginx', standbys: []}, {image: 'nginx', standbys: []}, []],
		[
			'has no metadata of the platform',
			{image: 'nginx', metadata: {fly_process_group: 'web', role: 'x'}},
			{image: 'nginx', metadata: {role: 'x'}},
			[/take the clone for its own: fly_process_group in metadata/],
		],
		['has no empty metadata', {image: 'nginx', metadata: {fly_release_id: '1'}}, {image: 'nginx'}, [/fly_release_id/]],
		[
			'keeps its mounts, so that they are looked at',
			{image: 'nginx', mounts: [{volume: 'vol_1', path: '/data'}]},
			{image: 'nginx', mounts: [{volume: 'vol_1', path: '/data'}]},
			[],
		],
	])('%s', (_what, config, cloned, left) => {
		const clone = cloneOf(config);
		expect(clone.config).toEqual(cloned);
		expect(clone.left).toEqual(left.map(text => expect.stringMatching(text)));
	});
});
