import type {ActionEntry} from '../../source/domain/action-entry.ts';
import {presentMs} from './build-machine.ts';

/** A request to a machine that went well. */
export const requestEntry = (machineId: string | undefined, at = presentMs): ActionEntry => ({
	kind: 'request',
	atMs: at,
	what: `POST /v1/apps/web/machines/${machineId}/stop`,
	app: 'web',
	machineId,
	name: 'web-1',
	status: 200,
	requestId: undefined,
	result: 'ok',
	tookMs: 5,
	curl: undefined,
});
