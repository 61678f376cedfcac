/** Prefixes that vendors documented for secret scanners, and an expression for what follows them. */
export const VENDOR_KEYS: readonly (readonly [prefixes: string, rest: string])[] = [
  // Clouds
  ['AKIA ASIA ABIA ACCA', '[A-Z0-9]{16}'], // AWS access key ids
  ['ABSK', '[A-Za-z0-9+/]{109,269}={0,2}'], // AWS Bedrock
  ['AIza', '[\\w-]{35}'], // Google
  ['GOCSPX-', '[\\w-]{20,40}'],
  ['ya29.', '[\\w-]{20,400}'],
  ['1//0', '[\\w-]{30,200}'],
  ['dop_v1_ doo_v1_ dor_v1_', '[0-9a-f]{64}'], // DigitalOcean
  ['HRKU-', '[\\w-]{36,70}'], // Heroku
  ['nfp_', '[A-Za-z0-9]{36,40}'], // Netlify
  ['vcp_ vercel_ vca_ vck_', '[A-Za-z0-9_]{24,80}'], // Vercel
  ['fo1_ fm1r_ fm2_', '[\\w+/=-]{30,600}'], // Fly.io
  ['rnd_', '[A-Za-z0-9]{28,40}'], // Render
  ['LTAI', '[A-Za-z0-9]{12,24}'], // Alibaba Cloud
  ['AKID', '[A-Za-z0-9]{28,36}'], // Tencent Cloud
  ['cfut_ cfat_ cfk_', '[A-Za-z0-9_-]{36,80}'], // Cloudflare
  ['v1.0-', '[0-9a-f]{24}-[0-9a-f]{146}'],
  ['t1.', '[A-Z0-9a-z_-]+[=]{0,2}\\.[A-Z0-9a-z_-]{86}'], // Yandex
  ['AQVN', '[\\w-]{35,38}'],
  ['y0_', '[\\w-]{50,60}'],
  // Code and packages
  ['ghp_ gho_ ghu_ ghs_ ghr_', '[A-Za-z0-9]{30,255}'], // GitHub
  ['github_pat_', '[A-Za-z0-9_]{22,255}'],
  [
    'glpat- glptt- gldt- glrt- glcbt- glsoat- glft- glagent- glimt- gloas- glffct-',
    '[\\w-]{20,300}(?:\\.[\\w-]+){0,3}',
  ], // GitLab
  ['ATBB ATCTT3', '[\\w=-]{24,400}'], // Bitbucket
  ['npm_', '[A-Za-z0-9]{36}'],
  ['pypi-', '[\\w-]{50,400}'],
  ['rubygems_', '[0-9a-f]{48}'],
  ['cio', '[A-Za-z0-9]{32}'], // crates.io
  ['oy2', '[a-z0-9]{43}'], // NuGet
  ['CLOJARS_', '[0-9a-z]{60}'],
  ['AKCp', '[A-Za-z0-9]{69}'], // JFrog
  ['dckr_pat_ dckr_oat_', '[\\w-]{20,60}'], // Docker
  ['CCIPAT_ CCIPRJ_', '[\\w]{20,80}'], // CircleCI
  ['bkua_', '[a-z0-9]{40}'], // Buildkite
  ['sqp_ squ_ sqa_', '[0-9a-f]{40}'], // SonarQube
  ['pul-', '[0-9a-f]{40}'], // Pulumi
  ['PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}'], // Postman
  ['sgp_', '[\\w]{40,80}'], // Sourcegraph
  ['pnu_', '[A-Za-z0-9]{36}'], // Prefect
  ['ico-', '[A-Za-z0-9]{32}'], // Infracost
  ['rdme_', '[a-z0-9]{70}'], // ReadMe
  // Chat and mail
  ['xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd-', '[A-Za-z0-9%-]{10,250}'], // Slack
  ['xapp-', '\\d-[A-Za-z0-9-]{10,250}'],
  ['xoxe.', 'xox[bp]-\\d-[A-Za-z0-9-]{10,250}'],
  ['EAA', '[A-Za-z0-9]{90,300}'], // Facebook
  ['AAAAAAAAAAAAAAAAAAAA', '[A-Za-z0-9%]{60,200}'], // X
  ['SG.', '[\\w-]{16,32}\\.[\\w-]{32,64}'], // SendGrid
  ['key-', '[0-9a-f]{32}'], // Mailgun
  ['xkeysib-', '[0-9a-f]{64}-[A-Za-z0-9]{16}'], // Brevo
  ['re_', '[A-Za-z0-9]{8}_[A-Za-z0-9]{20,30}'], // Resend
  ['SK', '[0-9a-f]{32}'], // Twilio
  ['tfp_', '[\\w.=-]{40,70}'], // Typeform
  // Payment and commerce
  ['sk_live_ sk_test_ rk_live_ rk_test_ pk_live_ pk_test_ sk_prod_ rk_prod_', '[A-Za-z0-9_]{10,250}'], // Stripe, Clerk, Paystack
  ['whsec_', '[A-Za-z0-9+/=]{16,250}'],
  ['sq0atp- sq0csp- sq0idp-', '[\\w-]{22,43}'], // Square
  ['EAAA', '[\\w-]{56,64}'],
  ['shpat_ shpca_ shppa_ shpss_', '[0-9a-fA-F]{32}'], // Shopify
  ['rzp_live_ rzp_test_', '[A-Za-z0-9]{14,24}'], // Razorpay
  ['access_token$production$ access_token$sandbox$', '[0-9a-z]{16}\\$[0-9a-f]{32}'], // Braintree
  ['access-production- access-sandbox- access-development-', '[0-9a-f-]{36}'], // Plaid
  ['FLWSECK_TEST- FLWSECK- FLWPUBK_TEST-', '[\\w-]{12,50}'], // Flutterwave
  ['live_ test_', '[A-Za-z0-9]{30,40}'], // Mollie, Lob
  ['EZAK EZTK', '[A-Za-z0-9]{54}'], // EasyPost
  ['shippo_live_ shippo_test_', '[0-9a-f]{40}'],
  ['duffel_live_ duffel_test_', '[\\w-]{43}'],
  ['AQE', '[\\w+/=*-]{80,300}'], // Adyen
  ['EWSk', '[\\w-]{20,80}'],
  // AI
  ['sk-ant-', '[\\w-]{20,250}'], // Anthropic
  ['sk-proj- sk-svcacct- sk-admin- sk-or-v1- sk-lf- sk-or- sk-None-', '[\\w-]{20,250}'], // OpenAI, OpenRouter, Langfuse
  ['sk-', '[A-Za-z0-9]{20,250}'],
  ['sk_', '[0-9a-f]{48}'], // ElevenLabs
  ['hf_ api_org_', '[A-Za-z0-9]{30,60}'], // Hugging Face
  ['gsk_', '[A-Za-z0-9]{40,60}'], // Groq
  ['xai-', '[A-Za-z0-9]{60,90}'],
  ['r8_', '[A-Za-z0-9]{37}'], // Replicate
  ['pplx-', '[A-Za-z0-9]{40,60}'], // Perplexity
  ['csk-', '[a-z0-9]{40,60}'], // Cerebras
  ['fw_', '[A-Za-z0-9]{20,40}'], // Fireworks
  ['nvapi-', '[\\w-]{60,80}'], // NVIDIA
  ['lsv2_pt_ lsv2_sk_', '[0-9a-f]{32}_[0-9a-f]{10}'], // LangSmith
  ['tvly-', '[A-Za-z0-9-]{20,60}'], // Tavily
  ['jina_', '[A-Za-z0-9_-]{40,70}'],
  ['pcsk_', '[A-Za-z0-9_]{40,90}'], // Pinecone
  ['fc-', '[0-9a-f]{32}'], // Firecrawl
  ['sk_car_', '[A-Za-z0-9]{20,30}'], // Cartesia
  ['sk-helicone-', '[\\w-]{20,80}'],
  ['e2b_', '[0-9a-f]{40}'],
  ['apify_api_', '[A-Za-z0-9]{34,40}'],
  ['esecret_', '[a-z0-9]{24,40}'], // Anyscale
  // Data, monitoring and secrets
  ['hvs. hvb. hvr. s.', '[A-Za-z0-9_-]{24,300}'], // HashiCorp Vault
  ['dapi', '[0-9a-f]{32}(?:-\\d)?'], // Databricks
  ['glsa_ glc_ eyJrIjoi', '[A-Za-z0-9_=+/]{30,400}'], // Grafana
  ['NRAK- NRAA- NRJS- NRII-', '[A-Za-z0-9_-]{19,42}'], // New Relic
  ['sntrys_ sntryu_', '[A-Za-z0-9_=+/-]{40,400}'], // Sentry
  ['hcaik_ hcxik_ hcalk_ hcxlk_', '[a-z0-9_]{40,80}'], // Honeycomb
  ['phc_ phx_ phs_', '[A-Za-z0-9_]{32,60}'], // PostHog
  ['sdk-', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'], // LaunchDarkly
  ['sbp_ sb_secret_ sb_publishable_', '[\\w-]{20,80}'], // Supabase
  ['napi_', '[a-z0-9]{48,80}'], // Neon
  ['pscale_tkn_ pscale_pw_ pscale_oauth_', '[\\w.-]{20,80}'], // PlanetScale
  ['dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', '[A-Za-z0-9.]{40,80}'], // Doppler
  ['ops_eyJ', '[\\w-]{100,900}'], // 1Password
  ['AGE-SECRET-KEY-1', '[A-Z0-9]{58}'], // age
  ['sl.', '[\\w-]{130,200}'], // Dropbox
  ['dt0c01. dt0s01. dt0s02.', '[A-Z0-9]{8,24}\\.[A-Z0-9]{64}'], // Dynatrace
  ['signkey-prod- signkey-test-', '[0-9a-f]{64}'], // Inngest
  ['aio_', '[A-Za-z0-9]{28}'], // Adafruit
  ['zpka_', '[A-Za-z0-9]{32}_[A-Za-z0-9]{8}'], // Zuplo
  ['dnkey-', '[a-z0-9]{26}-[a-z0-9]{52}'], // Defined Networking
  // Work
  ['ATATT3', '[\\w=-]{40,400}'], // Atlassian
  ['lin_api_ lin_oauth_', '[A-Za-z0-9]{32,64}'], // Linear
  ['secret_ ntn_', '[A-Za-z0-9]{43,50}'], // Notion
  ['figd_ figo_', '[\\w-]{20,60}'], // Figma
  ['pat', '[A-Za-z0-9]{14}\\.[0-9a-f]{64}'], // Airtable
  ['CFPAT-', '[\\w-]{43}'], // Contentful
  ['tskey-', '[a-z]+-[A-Za-z0-9-]{16,80}'], // Tailscale
  ['sk.eyJ pk.eyJ tk.eyJ', '[\\w-]{20,200}\\.[\\w-]{20,60}'], // Mapbox
  ['pat-na1- pat-eu1-', '[0-9a-f-]{36}'], // HubSpot
  ['fio-u-', '[\\w=-]{64}'], // Frame.io
  ['00D', '[A-Za-z0-9]{12,15}![\\w.]{80,120}'], // Salesforce
];
