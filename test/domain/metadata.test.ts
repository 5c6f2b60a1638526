import {expect, test} from 'vitest';
import {isReservedKey, keyProblem, shownMetadata} from '../../source/domain/metadata.ts';

test.each([
	'fly_platform_version',
	'fly_process_group',
	'process_group',
	'fly_release_id',
	'fly_release_version',
	'fly_flyctl_version',
	'fly_builder_id',
	'fly-managed-postgres',
	'fly_bluegreen_deployment_tag',
])('%s is the platform’s own', key => {
	expect(isReservedKey(key)).toBe(true);
	expect(keyProblem(key)).toBe(`${key} belongs to the platform: flydeck leaves it alone.`);
});

test.each(['role', 'team/owner', 'flying', 'my_fly_key', 'process_group_2', 'a b'])('%s is free', key => {
	expect(keyProblem(key)).toBeUndefined();
});

test.each(['', '.', '..', ' role', 'role '])('%j is no key', key => {
	expect(keyProblem(key)).toBe('A key needs a name, with no space around it.');
});

test.each([
	['role', 'primary', 'primary'],
	['db_password', 'hunter2', '(masked)'],
	['api_token', 'x', '(masked)'],
	['note', 'fm2_abc', '(masked)'],
	['url', 'postgres://me:hunter2@db', 'postgres://me:(masked)@db'],
	['token', '', '(masked)'],
])('%s = %s is shown as %s', (key, value, shown) => {
	expect(shownMetadata(key, value)).toBe(shown);
});
