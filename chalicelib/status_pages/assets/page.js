// A status page is whole without this. With it the page says when nobody renews it any more, shows
// what is new, and takes subscriptions.
(function () {
    'use strict';
    var MINUTE = 60000;
    var TOO_OLD = 3 * MINUTE;
    var API = '/api/v1/status-subscriptions';
    var digest = document.body.dataset.digest;

    function localTimes() {
        var language = document.body.dataset.language;
        var format = new Intl.DateTimeFormat(language, {
            dateStyle: 'medium', timeStyle: 'short', timeZone: undefined,
        });
        document.querySelectorAll('time[datetime]').forEach(function (element) {
            element.textContent = format.format(new Date(element.dateTime));
        });
    }

    function json(address) {
        return fetch(address, { cache: 'no-store', credentials: 'omit' }).then(function (answer) {
            if (!answer.ok) throw new Error(String(answer.status));
            return answer.json();
        });
    }

    var lastAlive = null;

    function look() {
        json('../alive.json').then(function (alive) {
            lastAlive = alive.at;
        }).catch(function () {}).then(function () {
            if (lastAlive) tellAge(new Date(lastAlive));
            else tellAge(new Date(document.querySelector('main time').dateTime));
        });
        json('summary.json').then(function (summary) {
            if (summary.digest !== digest) location.reload();
        }).catch(function () {});
    }

    function tellAge(renewed) {
        var stale = document.getElementById('stale');
        var time = stale.querySelector('time');
        time.dateTime = renewed.toISOString();
        localTimes();
        stale.hidden = Date.now() - renewed.getTime() < TOO_OLD;
    }

    function say(name) {
        document.querySelectorAll('[data-answer]').forEach(function (element) {
            element.hidden = element.dataset.answer !== name;
        });
    }

    function send(path, body, words) {
        say('confirming');
        return fetch(API + path, {
            method: 'POST',
            credentials: 'omit',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
        }).then(function (answer) {
            say(words[answer.status] || 'subscribe_down');
            return answer.ok;
        }, function () {
            say('subscribe_down');
            return false;
        });
    }

    function takeSubscriptions(form) {
        form.hidden = false;
        form.addEventListener('submit', function (event) {
            event.preventDefault();
            send('', { slug: form.dataset.slug, email: form.elements.email.value }, {
                202: 'subscribe_done', 404: 'link_dead', 422: 'subscribe_invalid',
                429: 'subscribe_many',
            });
        });
    }

    function manage(buttons) {
        var token = location.hash.slice(1);
        if (!token) return say('link_dead');
        buttons.hidden = false;
        buttons.addEventListener('click', function (event) {
            var act = event.target.dataset.act;
            if (!act) return;
            send('/' + act, { token: token }, {
                200: act === 'confirm' ? 'confirmed' : 'unsubscribed',
                404: 'link_dead', 422: 'link_dead', 429: 'subscribe_many',
            }).then(function (done) { buttons.hidden = done; });
        });
    }

    localTimes();
    if (digest) {
        look();
        setInterval(look, MINUTE);
    }
    var form = document.getElementById('subscribe');
    if (form) takeSubscriptions(form);
    var buttons = document.getElementById('manage');
    if (buttons) manage(buttons);
})();
