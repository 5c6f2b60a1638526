import type {JsonObject} from '../../../domain/json.ts';
import {textAt} from '../../../domain/json-reader.ts';
import {answer} from '../../http/answer.ts';
import type {Struct} from '../../http/go-shape.ts';
import {wordOf} from '../../http/query.ts';
import type {Call, Route} from '../../http/route.ts';
import type {ResourceWorld} from '../resource-world.ts';
import {cursorOf, encodeCursor, limitOf} from '../shared/page-query.ts';
import {perApp} from '../shared/per-app.ts';
import {certificateOnWire, certificateSummary, checkOnWire} from './certificate-wire.ts';
import {type CertificateRecord, requireHostname} from './certificates.ts';
import {acceptCustomCertificate} from './custom-certificate.ts';

const shapes = {
	acme: {struct: 'main.createAcmeCertificateRequest', fields: {hostname: 'string'}},
	custom: {
		struct: 'main.createCustomCertificateRequest',
		fields: {hostname: 'string', fullchain: 'string', private_key: 'string'},
	},
} as const satisfies Readonly<Record<string, Struct>>;

const all = '/v1/apps/:app/certificates';
const one = `${all}/:hostname`;
const pageSizes = {usual: 25, most: 500};

const nothingLeft = 'no certificate is left for this hostname, it cannot be reached over TLS';

const byHostname = (a: CertificateRecord, b: CertificateRecord): number => (a.hostname < b.hostname ? -1 : 1);

/** The calls on certificates. */
export const certificateRoutes = (world: ResourceWorld): readonly Route[] => {
	const {store, scheduler} = world;
	const {certificates, ipAssignments} = world.resources;
	const appOf = (call: Call): string => store.app(call.word('app')).name;
	const around = ({app}: CertificateRecord) => ({
		addresses: ipAssignments.of(app).map(({ip}) => ip),
		organization: store.app(app).organization,
		nowMs: scheduler.now(),
	});
	const detail = (record: CertificateRecord): JsonObject => certificateOnWire(record, around(record));

	const list = (call: Call): Response => {
		const filter = wordOf(call.query, 'filter')?.toLowerCase() ?? '';
		const limit = limitOf(call.query, pageSizes);
		const after = cursorOf(call.query, ({hostname}) => (typeof hostname === 'string' ? hostname : undefined)) ?? '';
		const matching = certificates.of(appOf(call)).filter(({hostname}) => hostname.includes(filter));
		const rest = matching.filter(({hostname}) => hostname > after).toSorted(byHostname);
		const page = rest.slice(0, limit);
		const last = page.at(-1);
		return answer({
			certificates: page.map(record => certificateSummary(record, scheduler.now())),
			total_count: matching.length,
			...(rest.length > limit && last !== undefined ? {next_cursor: encodeCursor({hostname: last.hostname})} : {}),
		});
	};

	const requestAcme = async (call: Call): Promise<Response> => {
		const body = await call.body(shapes.acme);
		return answer(detail(certificates.requestAcme(appOf(call), textAt(body, 'hostname') ?? '')), 201);
	};

	const putCustom = async (call: Call): Promise<Response> => {
		const body = await call.body(shapes.custom);
		const app = appOf(call);
		const hostname = requireHostname(textAt(body, 'hostname') ?? '');
		const given = {hostname, fullchain: textAt(body, 'fullchain') ?? '', privateKey: textAt(body, 'private_key') ?? ''};
		return answer(detail(certificates.putCustom(app, hostname, acceptCustomCertificate(given, scheduler.now()))), 201);
	};

	const dropCustom = (call: Call): Response => {
		const left = detail(certificates.dropCustom(appOf(call), call.word('hostname')));
		const isLast = Array.isArray(left.certificates) && left.certificates.length === 0;
		return answer({...left, ...(isLast ? {warning: nothingLeft} : {})});
	};

	const remove = (call: Call): Response => {
		certificates.delete(appOf(call), call.word('hostname'));
		return new Response(null, {status: 204});
	};

	const find = (call: Call): CertificateRecord => certificates.find(appOf(call), call.word('hostname'));
	const check = (call: Call): Response => {
		const record = find(call);
		return answer(checkOnWire(record, around(record)));
	};

	return [
		{method: 'GET', path: all, operation: 'App_Certificates_list', limit: perApp('certificates-list'), handle: list},
		{
			method: 'POST',
			path: `${all}/acme`,
			operation: 'App_Certificates_acme_create',
			limit: perApp('certificates-acme-create'),
			handle: requestAcme,
		},
		{
			method: 'POST',
			path: `${all}/custom`,
			operation: 'App_Certificates_custom_create',
			limit: perApp('certificates-custom-create'),
			handle: putCustom,
		},
		{
			method: 'GET',
			path: one,
			operation: 'App_Certificates_show',
			limit: perApp('certificates-show'),
			handle: call => answer(detail(find(call))),
		},
		{method: 'DELETE', path: one, operation: 'App_Certificates_delete', limit: perApp('certificates-delete'), handle: remove},
		{method: 'POST', path: `${one}/check`, operation: 'App_Certificates_check', limit: perApp('certificates-check'), handle: check},
		{
			method: 'DELETE',
			path: `${one}/acme`,
			operation: 'App_Certificates_acme_delete',
			limit: perApp('certificates-acme-delete'),
			handle: call => answer(detail(certificates.dropAcme(appOf(call), call.word('hostname')))),
		},
		{
			method: 'DELETE',
			path: `${one}/custom`,
			operation: 'App_Certificates_custom_delete',
			limit: perApp('certificates-custom-delete'),
			handle: dropCustom,
		},
	];
};
