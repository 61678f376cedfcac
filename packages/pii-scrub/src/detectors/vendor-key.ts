import { isWordChar } from '../char-class.ts';
import type { Detector } from '../detector.ts';

/** How each vendor's keys look. A prefix that vendors documented for secret scanners, then what follows it. */
const SHAPES: readonly string[] = [
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}', // AWS access key id
  'gh[pousr]_[A-Za-z0-9]{30,255}', // GitHub
  'github_pat_[A-Za-z0-9_]{22,255}',
  'gl(?:pat|ptt|dt|rt|cbt|soat|ft|agent|imt|oas)-[\\w-]{20,300}(?:\\.[\\w-]+){0,3}', // GitLab
  'xox[abeoprs]-[A-Za-z0-9-]{10,250}', // Slack
  'xapp-\\d-[A-Za-z0-9-]{10,250}',
  'xoxe\\.xox[bp]-\\d-[A-Za-z0-9-]{10,250}',
  '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9_]{10,250}', // Stripe
  'whsec_[A-Za-z0-9+/=]{16,250}',
  'sk-ant-[\\w-]{20,250}', // Anthropic
  'sk-(?:proj|svcacct|admin|or-v1)-[\\w-]{20,250}', // OpenAI, OpenRouter
  'sk-[A-Za-z0-9]{20,250}',
  'AIza[\\w-]{35}', // Google
  'GOCSPX-[\\w-]{20,40}',
  'ya29\\.[\\w-]{20,400}',
  'npm_[A-Za-z0-9]{36}', // npm
  'pypi-[\\w-]{50,400}', // PyPI
  'hf_[A-Za-z0-9]{30,60}', // Hugging Face
  'SG\\.[\\w-]{16,32}\\.[\\w-]{32,64}', // SendGrid
  'key-[0-9a-f]{32}', // Mailgun
  'SK[0-9a-f]{32}', // Twilio
  'do[opr]_v1_[0-9a-f]{64}', // DigitalOcean
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}', // Shopify
  'sq0(?:atp|csp)-[\\w-]{22,43}', // Square
  'EAAA[\\w-]{56,64}',
  'dckr_pat_[\\w-]{20,60}', // Docker
  'hv[sbr]\\.[\\w-]{20,300}', // HashiCorp Vault
  'dapi[0-9a-f]{32}(?:-\\d)?', // Databricks
  'gl(?:sa|c)_[A-Za-z0-9_=+/]{30,250}', // Grafana
  'NRAK-[A-Z0-9]{27}', // New Relic
  'sntry[su]_[A-Za-z0-9_=+/]{40,400}', // Sentry
  'sb(?:p|_secret)_[\\w-]{20,80}', // Supabase
  'pscale_(?:tkn|pw|oauth)_[\\w.-]{20,80}', // PlanetScale
  'ATATT3[\\w=-]{40,400}', // Atlassian
  'lin_(?:api|oauth)_[A-Za-z0-9]{32,64}', // Linear
  '(?:secret|ntn)_[A-Za-z0-9]{43,50}', // Notion
  'gsk_[A-Za-z0-9]{40,60}', // Groq
  'xai-[A-Za-z0-9]{60,90}', // xAI
  'r8_[A-Za-z0-9]{37}', // Replicate
  'pplx-[A-Za-z0-9]{40,60}', // Perplexity
  'rzp_(?:live|test)_[A-Za-z0-9]{14,24}', // Razorpay
  'AGE-SECRET-KEY-1[A-Z0-9]{58}', // age
  'PMAK-[0-9a-f]{24}-[0-9a-f]{34}', // Postman
  'figd_[\\w-]{20,60}', // Figma
  'tskey-[a-z]+-[A-Za-z0-9-]{16,80}', // Tailscale
  'dp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9.]{40,60}', // Doppler
  'CFPAT-[\\w-]{43}', // Contentful
  'ops_eyJ[\\w-]{100,900}', // 1Password
];
const KEY = new RegExp(`(?:${SHAPES.join('|')})`, 'y');
const WEBHOOK = /https:\/\/(?:hooks\.slack\.com\/services|discord(?:app)?\.com\/api\/webhooks)\/([\w/-]{20,200})/y;
const TELEGRAM = /\d{8,10}:[\w-]{35}/y;

/** API keys and tokens that vendors mark with a prefix, and webhook addresses. */
export const vendorKey: Detector = {
  type: 'api_key',
  find({ text, longTokens, digitRuns }, found) {
    for (let token = 0; token < longTokens.length; token += 2) {
      const start = longTokens[token]!;
      KEY.lastIndex = start;
      if (KEY.test(text) && !isWordChar(text.charCodeAt(KEY.lastIndex))) found(start, KEY.lastIndex);
    }
    for (let at = text.indexOf('https://'); at >= 0; at = text.indexOf('https://', at + 8)) {
      WEBHOOK.lastIndex = at;
      const path = WEBHOOK.exec(text)?.[1];
      if (path !== undefined) found(WEBHOOK.lastIndex - path.length, WEBHOOK.lastIndex);
    }
    for (let run = 0; run < digitRuns.length; run += 2) {
      if (text.charCodeAt(digitRuns[run + 1]!) !== 58) continue;
      TELEGRAM.lastIndex = digitRuns[run]!;
      if (TELEGRAM.test(text) && !isWordChar(text.charCodeAt(TELEGRAM.lastIndex)))
        found(digitRuns[run]!, TELEGRAM.lastIndex);
    }
  },
};
