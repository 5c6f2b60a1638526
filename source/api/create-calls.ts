import type {Calls} from './api.ts';
import {createAppCalls} from './app-calls.ts';
import {createCertificateCalls} from './certificate-calls.ts';
import type {Client} from './client.ts';
import {createInsideCalls} from './inside-calls.ts';
import {createIpAssignmentCalls} from './ip-assignment-calls.ts';
import {createLeaseCalls} from './lease-calls.ts';
import {createLifecycleCalls} from './lifecycle-calls.ts';
import type {ListMemory} from './list-memory.ts';
import {createLogCalls} from './log-calls.ts';
import {createMachineCalls} from './machine-calls.ts';
import {createMetadataCalls} from './metadata-calls.ts';
import {createPlatformCalls} from './platform-calls.ts';
import {createSecretCalls} from './secret-calls.ts';
import {createVolumeCalls} from './volume-calls.ts';

/** All calls, each through a client. Long lists are read by what keeps them, if anything does. */
export const createCalls = (client: Client, farReader?: ListMemory): Calls => ({
	...createAppCalls(client),
	...createMachineCalls(client, farReader),
	...createLifecycleCalls(client),
	...createLeaseCalls(client),
	...createInsideCalls(client),
	...createMetadataCalls(client),
	...createVolumeCalls(client),
	...createSecretCalls(client),
	...createCertificateCalls(client),
	...createIpAssignmentCalls(client),
	...createPlatformCalls(client),
	...createLogCalls(client),
});
