"""A second person confirms values, what came of actions is said, who joins looks at itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.state import StateApps


def count_what_was_compared(apps: StateApps, _schema_editor: object) -> None:
    """Figures that a group has compared already stay in its comparison; in a round that collects,
    a second person looks over them as over all others.
    """
    values = apps.get_model("benchmarking", "Value").objects.filter(state="sent")
    rounds = apps.get_model("benchmarking", "Round").objects.exclude(state="collect")
    values.filter(round__in=rounds.values("pk")).update(
        state="confirmed", confirmed_at=models.F("sent_at")
    )


class Migration(migrations.Migration):

    dependencies = [
        ('benchmarking', '0001_benchmarks_rounds_values'),
        ('people', '0014_publish_newsletters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='value',
            name='value_sent_says_when',
        ),
        migrations.AddField(
            model_name='benchmark',
            name='language',
            field=models.CharField(choices=[('en', 'English'), ('fr', 'Français'), ('es', 'Español'), ('pt', 'Português'), ('ar', 'العربية')], default='en', max_length=5, verbose_name='language'),
        ),
        migrations.AddField(
            model_name='improvementaction',
            name='outcome',
            field=models.CharField(blank=True, choices=[('done', 'Done'), ('partly', 'Partly done'), ('not-done', 'Not done')], max_length=8, verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='improvementaction',
            name='outcome_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='said'),
        ),
        migrations.AddField(
            model_name='improvementaction',
            name='outcome_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='improvementaction',
            name='outcome_words',
            field=models.CharField(blank=True, max_length=400, verbose_name='in a sentence'),
        ),
        migrations.AddField(
            model_name='participation',
            name='has_data',
            field=models.BooleanField(blank=True, null=True, verbose_name='the figures are at hand'),
        ),
        migrations.AddField(
            model_name='participation',
            name='has_hours',
            field=models.BooleanField(blank=True, null=True, verbose_name='there are hours for it'),
        ),
        migrations.AddField(
            model_name='participation',
            name='has_somebody',
            field=models.BooleanField(blank=True, null=True, verbose_name='somebody is named'),
        ),
        migrations.AddField(
            model_name='participation',
            name='is_backed',
            field=models.BooleanField(blank=True, null=True, verbose_name='the leadership agrees'),
        ),
        migrations.AddField(
            model_name='participation',
            name='second',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='benchmark_seconds', to=settings.AUTH_USER_MODEL, verbose_name='second person'),
        ),
        migrations.AddField(
            model_name='value',
            name='accepted_because',
            field=models.CharField(blank=True, max_length=300, verbose_name='why it counts unconfirmed'),
        ),
        migrations.AddField(
            model_name='value',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='confirmed'),
        ),
        migrations.AddField(
            model_name='value',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='value',
            name='state',
            field=models.CharField(choices=[('draft', 'A draft'), ('sent', 'Sent, not confirmed yet'), ('confirmed', 'Confirmed by a second person'), ('accepted', 'Accepted by the convener, not confirmed')], default='draft', max_length=9, verbose_name='state'),
        ),
        migrations.RunPython(count_what_was_compared, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='improvementaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_at__isnull', True), ('outcome_words', '')), models.Q(('outcome__in', ['done', 'partly', 'not-done']), ('outcome_at__isnull', False), models.Q(('outcome_words', ''), _negated=True)), _connector='OR'), name='improvement_outcome_is_said_in_words'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('contact', models.F('second')), _negated=True), name='benchmark_second_person_is_another'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'sent', 'confirmed', 'accepted'])), name='value_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('sent_at__isnull', False)), _connector='OR'), name='value_sent_says_when'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('state__in', ('confirmed', 'accepted'))), models.Q(models.Q(('state__in', ('confirmed', 'accepted')), _negated=True), ('confirmed_at__isnull', True)), _connector='OR'), name='value_that_counts_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), models.Q(('accepted_because', ''), _negated=True)), models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_because', '')), _connector='OR'), name='value_accepted_says_why'),
        ),
        migrations.AddConstraint(
            model_name='value',
            constraint=models.CheckConstraint(condition=models.Q(('written_by', models.F('confirmed_by')), _negated=True), name='value_is_confirmed_by_another'),
        ),
    ]
