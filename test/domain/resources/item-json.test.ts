import {expect, test} from 'vitest';
import {itemJson} from '../../../source/domain/resources/item-json.ts';
import type {ResourceKind} from '../../../source/domain/resources/table.ts';
import {rowOf} from '../../../source/domain/resources/tables.ts';
import {kinds, someItems} from '../../helpers/build-resources.ts';

/** A document that others read: a field that changes its name here breaks what they do with it. */
const fields: Readonly<Record<ResourceKind, readonly string[]>> = {
	apps: ['app', 'id', 'name', 'status', 'organization_slug', 'machine_count'],
	volumes: [
		'app',
		'id',
		'name',
		'state',
		'region',
		'zone',
		'size_gb',
		'encrypted',
		'attached_machine_id',
		'used_bytes',
		'total_bytes',
		'file_system',
		'snapshot_retention_days',
		'auto_backup_enabled',
		'host_status',
		'created_at',
	],
	secrets: ['app', 'name', 'digest', 'created_at', 'updated_at'],
	certificates: [
		'app',
		'hostname',
		'status',
		'configured',
		'acme_requested',
		'has_fly_certificate',
		'has_custom_certificate',
		'dns_provider',
		'created_at',
		'updated_at',
	],
	ips: ['app', 'ip', 'region', 'service_name', 'shared', 'egress', 'created_at'],
	snapshots: ['app', 'id', 'status', 'size_bytes', 'volume_size_bytes', 'digest', 'retention_days', 'created_at'],
};

test.each(kinds)('the JSON of %s has these fields', kind => {
	expect(Object.keys(itemJson(rowOf(kind, 'web', someItems[kind])))).toEqual(fields[kind]);
});

test('a moment is written as the API does, and what is not known is null', () => {
	const secret = {name: 'KEY', digest: 'abc', createdAtMs: Date.parse('2026-05-01T10:00:00Z'), updatedAtMs: undefined};
	expect(itemJson(rowOf('secrets', 'web', secret))).toEqual({
		app: 'web',
		name: 'KEY',
		digest: 'abc',
		created_at: '2026-05-01T10:00:00.000Z',
		updated_at: null,
	});
});
