import {type CallRow, testCalls} from './call-rows.ts';

const wireCertificate = {
	hostname: 'example.com',
	configured: false,
	acme_requested: true,
	status: 'pending_validation',
	dns_provider: 'enom',
	rate_limited_until: null,
	certificates: [
		{
			source: 'custom',
			status: 'active',
			created_at: '2024-01-15T10:30:00Z',
			expires_at: '2039-01-15T10:30:00Z',
			issuer: 'Origin',
			issued: [],
		},
		{source: 'fly', status: 'active', issuer: null, issued: [{type: 'ecdsa', certificate_authority: 'lets_encrypt'}]},
	],
	validation: {dns_configured: true},
	dns_requirements: {
		a: ['137.66.0.1', 7],
		aaaa: null,
		cname: 'shop.fly.dev',
		acme_challenge: {name: '_acme-challenge.example.com', target: 'example.com.x.flydns.net'},
		ownership: {name: '_fly-ownership.example.com', app_value: 'app-x', org_value: 'org-x'},
	},
	validation_errors: [{code: 'dns', message: 'no records', remediation: 'add them', timestamp: '2024-01-15T10:30:00Z'}],
	dns_records: {a: []},
};

const atMs = Date.parse('2024-01-15T10:30:00Z');

const certificate = {
	hostname: 'example.com',
	status: 'pending_validation',
	configured: false,
	acmeRequested: true,
	dnsProvider: 'enom',
	rateLimitedUntilMs: undefined,
	certificates: [
		{source: 'custom', status: 'active', issuer: 'Origin', createdAtMs: atMs, expiresAtMs: Date.parse('2039-01-15T10:30:00Z')},
		{source: 'fly', status: 'active', issuer: 'lets_encrypt', createdAtMs: undefined, expiresAtMs: undefined},
	],
	dnsConfigured: true,
	requirements: {
		a: ['137.66.0.1'],
		aaaa: [],
		cname: 'shop.fly.dev',
		acmeChallenge: {name: '_acme-challenge.example.com', target: 'example.com.x.flydns.net'},
		ownership: {name: '_fly-ownership.example.com', appValue: 'app-x', organizationValue: 'org-x'},
	},
	problems: [{code: 'dns', message: 'no records', remediation: 'add them', atMs}],
};

const rows: readonly CallRow[] = [
	{
		title: 'listCertificates',
		call: api => api.listCertificates('shop'),
		method: 'GET',
		url: '/v1/apps/shop/certificates?limit=500',
		answer: {
			certificates: [
				{
					hostname: 'example.com',
					status: 'active',
					dns_provider: 'enom',
					configured: true,
					acme_requested: true,
					has_custom_certificate: false,
					has_fly_certificate: true,
					created_at: '2024-01-15T10:30:00Z',
				},
				{status: 'active'},
			],
			total_count: 2,
		},
		result: {
			items: [
				{
					hostname: 'example.com',
					status: 'active',
					configured: true,
					acmeRequested: true,
					hasFlyCertificate: true,
					hasCustomCertificate: false,
					dnsProvider: 'enom',
					createdAtMs: atMs,
					updatedAtMs: undefined,
				},
			],
			issues: [{where: 'certificate of app shop number 2', problem: 'has no usable hostname'}],
		},
	},
	{
		title: 'getCertificate',
		call: api => api.getCertificate('shop', '*.example.com'),
		method: 'GET',
		url: '/v1/apps/shop/certificates/*.example.com',
		answer: wireCertificate,
		result: certificate,
	},
	{
		title: 'addAcmeCertificate',
		call: api => api.addAcmeCertificate('shop', 'example.com'),
		method: 'POST',
		url: '/v1/apps/shop/certificates/acme',
		body: {hostname: 'example.com'},
		status: 201,
		answer: wireCertificate,
		result: certificate,
	},
	{
		title: 'checkCertificate',
		call: api => api.checkCertificate('shop', 'example.com'),
		method: 'POST',
		url: '/v1/apps/shop/certificates/example.com/check',
		answer: wireCertificate,
		result: certificate,
	},
	{
		title: 'deleteCertificate',
		call: api => api.deleteCertificate('shop', 'example.com'),
		method: 'DELETE',
		url: '/v1/apps/shop/certificates/example.com',
		status: 204,
		answer: undefined,
	},
];

testCalls(rows);
